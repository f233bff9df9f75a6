/**
 * What can be asked over HTTP? The daemon's API, its dashboard, and who may use them.
 *
 * <p>A group of routes is one class {@link dev.sluice.service.http.Routes}. Each {@link
 * dev.sluice.service.http.Route} describes itself, and the OpenAPI document is made from these
 * descriptions. {@link dev.sluice.service.http.ApiServer} serves them with Jetty, which nothing
 * else here knows; {@link dev.sluice.service.http.Gatekeeper} looks at each request first.
 */
@NullMarked
package dev.sluice.service.http;

import org.jspecify.annotations.NullMarked;
