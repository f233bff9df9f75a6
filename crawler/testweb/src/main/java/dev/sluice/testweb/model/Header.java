package dev.sluice.testweb.model;

/** One HTTP header line, as it is sent. */
public record Header(String name, String value) {}
