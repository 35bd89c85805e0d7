/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.client.ClientDeleteRequest;
import com.nimbusds.oauth2.sdk.client.ClientReadRequest;
import com.nimbusds.oauth2.sdk.client.ClientRegistrationResponse;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientInformation;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientInformationResponse;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientRegistrationRequest;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientRegistrationResponseParser;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientUpdateRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** The same library registers a client and manages what it registered (RFC 7591, RFC 7592). */
@ExtendWith(DefaultServerExtension.class)
class NimbusRegistrationIT {
  private static OIDCProviderMetadata provider;
  private static BearerAccessToken registrar;

  @BeforeAll
  static void start(TestServer server) throws Exception {
    TestTenant tenant = TestTenant.create(server);
    provider = OIDCProviderMetadata.resolve(new Issuer(tenant.admin().base()));
    registrar =
        new BearerAccessToken(
            tenant
                .admin()
                .post(
                    "/admin/api-keys",
                    Map.of("name", "Registrar", "scopes", List.of("admin:clients:register")))
                .expect(201)
                .data()
                .path("key")
                .asText());
  }

  @Test
  void registersAClient() throws Exception {
    OIDCClientInformation client = registered();

    assertEquals(Scope.parse("openid email"), client.getMetadata().getScope());
    assertTrue(client.getSecret().getValue().length() > 20);
  }

  @Test
  void readsItsRegistration() throws Exception {
    OIDCClientInformation client = registered();

    var read =
        parsed(
            new ClientReadRequest(client.getRegistrationURI(), client.getRegistrationAccessToken())
                .toHTTPRequest()
                .send());

    assertEquals(client.getID(), read.getID());
    assertEquals("Reports", read.getMetadata().getName());
  }

  @Test
  void replacesItsRegistration() throws Exception {
    OIDCClientInformation client = registered();
    OIDCClientMetadata changed = metadata();
    changed.setName("Better reports");

    var answer =
        parsed(
            new OIDCClientUpdateRequest(
                    client.getRegistrationURI(),
                    client.getID(),
                    client.getRegistrationAccessToken(),
                    changed,
                    client.getSecret())
                .toHTTPRequest()
                .send());

    assertEquals("Better reports", answer.getMetadata().getName());
    assertNotEquals(client.getRegistrationAccessToken(), answer.getRegistrationAccessToken());
  }

  @Test
  void removesItself() throws Exception {
    OIDCClientInformation client = registered();

    new ClientDeleteRequest(client.getRegistrationURI(), client.getRegistrationAccessToken())
        .toHTTPRequest()
        .send()
        .ensureStatusCode(204);

    var read =
        new ClientReadRequest(client.getRegistrationURI(), client.getRegistrationAccessToken());
    assertEquals(401, read.toHTTPRequest().send().getStatusCode());
  }

  private static OIDCClientInformation registered() throws Exception {
    return parsed(
        new OIDCClientRegistrationRequest(
                provider.getRegistrationEndpointURI(), metadata(), registrar)
            .toHTTPRequest()
            .send());
  }

  private static OIDCClientMetadata metadata() {
    OIDCClientMetadata metadata = new OIDCClientMetadata();
    metadata.setName("Reports");
    metadata.setRedirectionURI(URI.create(TestApplication.REDIRECT_URI));
    metadata.setScope(Scope.parse("openid email"));
    metadata.setCustomField("unknown_member", "is left out");
    return metadata;
  }

  private static OIDCClientInformation parsed(HTTPResponse response) throws Exception {
    ClientRegistrationResponse answer = OIDCClientRegistrationResponseParser.parse(response);
    if (!answer.indicatesSuccess()) {
      throw new AssertionError(response.getStatusCode() + " " + response.getBody());
    }
    return ((OIDCClientInformationResponse) answer).getOIDCClientInformation();
  }
}
