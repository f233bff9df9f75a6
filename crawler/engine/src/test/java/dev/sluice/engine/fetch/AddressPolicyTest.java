package dev.sluice.engine.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.engine.model.AddressRange;
import dev.sluice.engine.model.CrawlSettings.Reach;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {

  private static InetAddress address(String text) throws UnknownHostException {
    return InetAddress.getByName(text);
  }

  @ParameterizedTest
  @CsvSource({
    "8.8.8.8, true",
    "93.184.216.34, true",
    "172.15.255.255, true",
    "172.16.0.0, false",
    "172.31.255.255, false",
    "172.32.0.0, true",
    "10.0.0.1, false",
    "100.63.255.255, true",
    "100.64.0.1, false",
    "127.0.0.1, false",
    "127.81.0.1, false",
    "169.254.169.254, false",
    "192.168.1.1, false",
    "198.18.0.1, false",
    "198.20.0.1, true",
    "0.0.0.0, false",
    "224.0.0.1, false",
    "255.255.255.255, false",
    "2606:4700::1, true",
    "::1, false",
    "::, false",
    "fe80::1, false",
    "fd00::1, false",
    "64:ff9b::7f00:1, false",
    "2002:7f00:1::, false",
    "::ffff:10.0.0.1, false",
    "::ffff:8.8.8.8, true",
    "::10.0.0.1, false",
    "ff02::1, false",
  })
  void addresses_are_public_or_not(String text, boolean isPublic) throws UnknownHostException {
    assertThat(AddressPolicy.isPublic(address(text))).isEqualTo(isPublic);
    assertThat(new AddressPolicy(new Reach(true, List.of())).permits(address(text)))
        .isEqualTo(isPublic);
    assertThat(new AddressPolicy(new Reach(false, List.of())).permits(address(text))).isFalse();
  }

  @Test
  void allowed_ranges_are_permitted_whether_public_or_not() throws UnknownHostException {
    List<AddressRange> ranges =
        List.of(AddressRange.parse("10.1.2.0/23"), AddressRange.parse("8.8.8.8"));
    AddressPolicy policy = new AddressPolicy(new Reach(false, ranges));
    assertThat(policy.permits(address("10.1.3.255"))).isTrue();
    assertThat(policy.permits(address("10.1.4.0"))).isFalse();
    assertThat(policy.permits(address("8.8.8.8"))).isTrue();
    assertThat(policy.permits(address("8.8.8.9"))).isFalse();
    assertThat(policy.permits(address("::1"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "example.com", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "::/129", "/8"})
  void what_is_no_range_is_refused_by_name(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AddressRange.parse(text))
        .withMessageContaining("'" + text + "'");
  }
}
