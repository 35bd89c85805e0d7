/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.apikeys;

import static org.lumoauth.testkit.builder.TestBuilders.aRequest;

import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.authn.IssuedApiKey;
import org.lumoauth.api.authn.RequestAuthenticator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.authn.RequestAuthenticatorContract;

class ApiKeyAuthenticatorContractTest extends RequestAuthenticatorContract {

  private TestDatabase database;
  private ApiKeyFixture apikeys;
  private IssuedApiKey issued;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    apikeys = new ApiKeyFixture(database);
    issued = apikeys.keys.issue(ApiKeyFixture.ACME, "CI", Set.of("admin"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected RequestAuthenticator authenticator() {
    return apikeys.authenticator;
  }

  @Override
  protected TenantContext tenant() {
    return ApiKeyFixture.ACME;
  }

  @Override
  protected HttpRequestView authentic() {
    return with(issued.key());
  }

  @Override
  protected SubjectRef subject() {
    return new SubjectRef(SubjectRef.API_KEY, issued.id());
  }

  @Override
  protected HttpRequestView forged() {
    var key = issued.key();
    return with(key.substring(0, key.length() - 1) + (key.endsWith("A") ? "B" : "A"));
  }

  private static HttpRequestView with(String key) {
    return aRequest().withHeader("Authorization", "Bearer " + key).build();
  }
}
