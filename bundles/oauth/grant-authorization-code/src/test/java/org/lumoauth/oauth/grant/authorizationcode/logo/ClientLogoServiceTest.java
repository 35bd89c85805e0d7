/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.logo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.outbound.OutboundResponse;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.fake.oauth.FakeClientDirectory;

class ClientLogoServiceTest {
  private static final TenantContext ACME = aTenant().build();
  private static final String LOGO = "https://app.example.com/logo";
  private static final String BACK = "https://app.example.com/cb";
  private static final byte[] GIF = "GIF89a\1\0\1\0\0\0\0;".getBytes(StandardCharsets.ISO_8859_1);

  private final List<OutboundRequest> asked = new ArrayList<>();
  private OutboundResponse answer = answer(200, GIF);

  private static OutboundResponse answer(int status, byte[] body) {
    return new OutboundResponse(status, Map.of("content-type", List.of("image/gif")), body);
  }

  private final OutboundHttpClient outbound =
      request -> {
        asked.add(request);
        if (answer == null) {
          throw new OutboundException("a private address", true);
        }
        return answer;
      };
  private final ClientLogoService logos = new ClientLogoService(new RemoteImageCache(outbound));

  private static Client client(String logo) {
    return aClient().withRedirectUris(BACK).build().with(Map.of("logo_uri", logo));
  }

  private Optional<String> address(String logo, String redirectUri) {
    return logos.address(ACME, client(logo), redirectUri);
  }

  private FakeHttpExchange serve(Client client, String version) throws IOException {
    var exchange =
        FakeHttpExchange.get(ACME, ClientLogoService.PATH)
            .withParameter("client_id", client.clientId())
            .withParameter("v", version);
    new ClientLogoEndpoint(new FakeClientDirectory().with(ACME, client), logos).handle(exchange);
    return exchange;
  }

  @Test
  void servesLogoFromOwnOrigin() {
    String address = address(LOGO, BACK).orElseThrow();

    assertTrue(address.startsWith(ACME.issuer() + "/oauth/authorize/logo?client_id="), address);
  }

  @Test
  void fetchesLogoWithSizeAndTimeLimits() {
    address(LOGO, BACK);

    assertEquals(LOGO, asked.get(0).uri().toString());
    assertEquals("GET", asked.get(0).method());
    assertEquals(100 * 1024, asked.get(0).maxBytes());
    assertTrue(asked.get(0).timeout().toSeconds() <= 2);
    assertTrue(asked.get(0).headers().keySet().equals(Set.of("Accept")));
  }

  @Test
  void cachesLogoAndFailure() {
    address(LOGO, BACK);
    address(LOGO, BACK);
    assertEquals(1, asked.size());

    answer = null;
    assertEquals(Optional.empty(), address(LOGO + "2", BACK));
    assertEquals(Optional.empty(), address(LOGO + "2", BACK));
    assertEquals(2, asked.size());
  }

  @ParameterizedTest
  @CsvSource({
    "https://bank.example/logo, https://app.example.com/cb",
    "https://app.example.com.evil.example/logo, https://app.example.com/cb",
    "https://cdn.app.example.com/logo, https://app.example.com/cb",
    "https://app.example.com/logo, com.example.app:/cb",
    "https://app.example.com/logo, http://localhost/cb",
    "http://app.example.com/logo, https://app.example.com/cb",
    "'https://app.example.com/a b', https://app.example.com/cb",
    "data:image/png;base64, https://app.example.com/cb",
  })
  void rejectsLogoOnForeignHost(String logo, String redirectUri) {
    assertEquals(Optional.empty(), address(logo, redirectUri));
    assertEquals(List.of(), asked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>",
        "<!DOCTYPE html><script>alert(1)</script>",
        "GIF88a/*",
        "RIFF----WAVE",
        "\u0089PNG",
        "",
      })
  void rejectsContentThatIsNotRasterImage(String body) {
    answer = answer(200, body.getBytes(StandardCharsets.ISO_8859_1));

    assertEquals(Optional.empty(), address(LOGO, BACK));
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 301, 404, 500})
  void rejectsUnsuccessfulResponse(int status) {
    answer = answer(status, GIF);

    assertEquals(Optional.empty(), address(LOGO, BACK));
  }

  @ParameterizedTest
  @CsvSource({
    "89504e470d0a1a0a00, image/png",
    "ffd8ffe000, image/jpeg",
    "47494638376100, image/gif",
    "47494638396100, image/gif",
    "524946460000000057454250 00, image/webp",
  })
  void detectsImageTypeByMagicBytes(String bytes, String type) {
    byte[] picture = HexFormat.of().parseHex(bytes.replace(" ", ""));

    assertEquals(Optional.of(type), RasterImage.of(picture).map(RasterImage::type));
  }

  @Test
  void fetchesNoLogoOfForeignHost() throws IOException {
    var client = client("https://other.example.net/logo");

    assertThrows(ApiException.class, () -> serve(client, "x"));
    assertEquals(List.of(), asked);
  }

  @Test
  void servesLogoWithRestrictiveHeaders() throws IOException {
    var client = client(LOGO);
    String address = logos.address(ACME, client, BACK).orElseThrow();

    var answered = serve(client, address.substring(address.indexOf("&v=") + 3));

    assertArrayEquals(GIF, answered.text().getBytes(StandardCharsets.UTF_8));
    assertEquals("nosniff", answered.responseHeader("X-Content-Type-Options"));
    assertEquals(
        "default-src 'none'; frame-ancestors 'none'; sandbox",
        answered.responseHeader("Content-Security-Policy"));
    assertEquals("private, max-age=86400", answered.responseHeader("Cache-Control"));
    assertEquals("no-store", serve(client, "x").responseHeader("Cache-Control"));
  }

  @Test
  void rejectsMissingLogoAndDisabledClient() {
    answer = null;
    assertThrows(ApiException.class, () -> serve(client(LOGO), "x"));
    assertThrows(ApiException.class, () -> serve(aClient().disabled().build(), "x"));
  }

  @Test
  void returnsNoLogoWithoutHttpClient() {
    var alone = new ClientLogoService(new RemoteImageCache());

    assertEquals(Optional.empty(), alone.address(ACME, client(LOGO), BACK));
  }
}
