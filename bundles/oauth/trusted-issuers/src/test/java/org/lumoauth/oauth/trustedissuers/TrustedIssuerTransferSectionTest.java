/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.trustedissuers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.oauth.trustedissuers.TrustedIssuerBundleFixture.ACME;
import static org.lumoauth.oauth.trustedissuers.TrustedIssuerBundleFixture.ADMIN;
import static org.lumoauth.oauth.trustedissuers.TrustedIssuerBundleFixture.GLOBEX;

import java.util.HashMap;
import java.util.Map;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.oauth.trustedissuers.transfer.TrustedIssuerTransferSection;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class TrustedIssuerTransferSectionTest {

  @DatabaseTest
  void importsExportIntoAnotherTenant(TestDatabase database) {
    var room = new TrustedIssuerBundleFixture(database);
    var section = new TrustedIssuerTransferSection(room.issuers);
    room.issuers.create(
        ACME, TrustedIssuerBundleFixture.settings("https://idp.example.com"), ADMIN);
    var exported = section.export(ACME);
    section.put(GLOBEX, exported.get(0), false, ADMIN);

    assertEquals(exported, section.export(GLOBEX));
  }

  @DatabaseTest
  void updatesExistingIssuer(TestDatabase database) {
    var room = new TrustedIssuerBundleFixture(database);
    var section = new TrustedIssuerTransferSection(room.issuers);
    var made =
        room.issuers.create(
            ACME, TrustedIssuerBundleFixture.settings("https://idp.example.com"), ADMIN);
    var item = new HashMap<>(section.export(ACME).get(0));
    item.put("enabled", false);
    section.put(ACME, item, true, ADMIN);

    assertEquals(false, room.issuers.get(ACME, made.id()).settings().enabled());
  }

  @DatabaseTest
  void rejectsInvalidIssuerLikeAdminApi(TestDatabase database) {
    var section =
        new TrustedIssuerTransferSection(new TrustedIssuerBundleFixture(database).issuers);

    assertThrows(ApiException.class, () -> section.check(Map.of("issuer", "x")));
  }
}
