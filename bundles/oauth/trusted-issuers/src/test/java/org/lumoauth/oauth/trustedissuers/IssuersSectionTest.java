package org.lumoauth.oauth.trustedissuers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.oauth.trustedissuers.Room.ACME;
import static org.lumoauth.oauth.trustedissuers.Room.ADMIN;
import static org.lumoauth.oauth.trustedissuers.Room.GLOBEX;

import java.util.HashMap;
import java.util.Map;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.oauth.trustedissuers.transfer.TrustedIssuerExportSection;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class IssuersSectionTest {

  @DatabaseTest
  void takesToAnotherTenantWhatItExported(TestDatabase database) {
    var room = new Room(database);
    var section = new TrustedIssuerExportSection(room.issuers);
    room.issuers.create(ACME, Room.settings("https://idp.example.com"), ADMIN);
    var exported = section.export(ACME);
    section.put(GLOBEX, exported.get(0), false, ADMIN);

    assertEquals(exported, section.export(GLOBEX));
  }

  @DatabaseTest
  void changesWhatIsThere(TestDatabase database) {
    var room = new Room(database);
    var section = new TrustedIssuerExportSection(room.issuers);
    var made = room.issuers.create(ACME, Room.settings("https://idp.example.com"), ADMIN);
    var item = new HashMap<>(section.export(ACME).get(0));
    item.put("enabled", false);
    section.put(ACME, item, true, ADMIN);

    assertEquals(false, room.issuers.get(ACME, made.id()).settings().enabled());
  }

  @DatabaseTest
  void refusesWhatTheAdminApiWouldRefuse(TestDatabase database) {
    var section = new TrustedIssuerExportSection(new Room(database).issuers);

    assertThrows(ApiException.class, () -> section.check(Map.of("issuer", "x")));
  }
}
