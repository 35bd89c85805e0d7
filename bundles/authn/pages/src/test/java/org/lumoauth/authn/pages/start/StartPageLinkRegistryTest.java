/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.start;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartPageLinkRegistryTest {
  private final StartPageLinkRegistry links = new StartPageLinkRegistry();

  private List<String> paths() {
    return links.all().stream().map(StartPageLinkRegistry.TenantStartPageLink::path).toList();
  }

  @Test
  void listsLinksInOrderWhileEndpointIsRegistered() {
    var account = StartPageLinkReference.of("GET ^/account", "account.start", 20);
    links.bind(account);
    links.bind(StartPageLinkReference.of("GET ^/login", "flow.start", 10));
    assertEquals(List.of("/login", "/account"), paths());

    links.unbind(account);
    assertEquals(List.of("/login"), paths());
  }

  @Test
  void listsLinkOfTwoModuleVersionsOnce() {
    links.bind(StartPageLinkReference.of("GET ^/login", "flow.start", 10));
    links.bind(StartPageLinkReference.of("GET ^/login", "flow.start", 10));
    assertEquals(List.of("/login"), paths());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST ^/login",
        "GET ~/login",
        "GET /login",
        "GET ^/",
        "GET ^/approvals/*",
        "GET ^/ciba/{requestId}",
        "GET ^//evil.example",
        "GET ^/\\evil.example"
      })
  void ignoresRoutesThatAreNoPlainTenantPages(String route) {
    links.bind(StartPageLinkReference.of(route, "x.start", 10));
    assertEquals(List.of(), paths());
  }

  @Test
  void ignoresLinkWithoutPosition() {
    links.bind(
        StartPageLinkReference.of(
            Map.of(
                "lumoauth.web.routes", "GET ^/login",
                "lumoauth.start.message", "flow.start",
                "lumoauth.start.icon", "user")));
    assertEquals(List.of(), paths());
  }
}
