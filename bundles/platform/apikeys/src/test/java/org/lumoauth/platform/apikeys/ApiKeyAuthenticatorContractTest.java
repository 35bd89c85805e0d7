package org.lumoauth.platform.apikeys;

import static org.lumoauth.testkit.builder.Builders.aRequest;

import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.authn.Authenticator;
import org.lumoauth.api.authn.IssuedApiKey;
import org.lumoauth.api.authn.RequestView;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.AuthenticatorContract;

class ApiKeyAuthenticatorContractTest extends AuthenticatorContract {

  private TestDatabase database;
  private Fixture apikeys;
  private IssuedApiKey issued;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    apikeys = new Fixture(database);
    issued = apikeys.keys.issue(Fixture.ACME, "CI", Set.of("admin"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected Authenticator authenticator() {
    return apikeys.authenticator;
  }

  @Override
  protected TenantContext tenant() {
    return Fixture.ACME;
  }

  @Override
  protected RequestView authentic() {
    return with(issued.key());
  }

  @Override
  protected SubjectRef subject() {
    return new SubjectRef(SubjectRef.API_KEY, issued.id());
  }

  @Override
  protected RequestView forged() {
    var key = issued.key();
    return with(key.substring(0, key.length() - 1) + (key.endsWith("A") ? "B" : "A"));
  }

  private static RequestView with(String key) {
    return aRequest().withHeader("Authorization", "Bearer " + key).build();
  }
}
