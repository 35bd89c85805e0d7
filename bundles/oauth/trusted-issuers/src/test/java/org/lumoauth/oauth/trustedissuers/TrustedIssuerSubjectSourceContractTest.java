/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.trustedissuers;

import static org.lumoauth.oauth.trustedissuers.TrustedIssuerBundleFixture.ACME;
import static org.lumoauth.oauth.trustedissuers.TrustedIssuerBundleFixture.ADMIN;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectSource;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.authz.SubjectSourceContract;

class TrustedIssuerSubjectSourceContractTest extends SubjectSourceContract {

  private TestDatabase database;
  private TrustedIssuerSubjectSource source;
  private SubjectRef trusted;
  private SubjectRef barred;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    var room = new TrustedIssuerBundleFixture(database);
    source = new TrustedIssuerSubjectSource(room.memory);
    trusted = made(room, TrustedIssuerBundleFixture.settings("https://idp.example"));
    barred =
        made(room, TrustedIssuerBundleFixture.settings("https://other.example").withEnabled(false));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected SubjectSource source() {
    return source;
  }

  @Override
  protected TenantContext tenant() {
    return ACME;
  }

  @Override
  protected SubjectRef enabled() {
    return trusted;
  }

  @Override
  protected Optional<SubjectRef> disabled() {
    return Optional.of(barred);
  }

  private static SubjectRef made(
      TrustedIssuerBundleFixture room, TrustedIssuerDefinition settings) {
    return new SubjectRef(SubjectRef.ISSUER, room.issuers.create(ACME, settings, ADMIN).id());
  }
}
