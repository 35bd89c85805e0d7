/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.richauthorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.oauth.richauthorization.DetailsTypeFixture.ACME;
import static org.lumoauth.oauth.richauthorization.DetailsTypeFixture.ADMIN;
import static org.lumoauth.oauth.richauthorization.DetailsTypeFixture.GLOBEX;
import static org.lumoauth.oauth.richauthorization.DetailsTypeFixture.PAYMENT;
import static org.lumoauth.oauth.richauthorization.DetailsTypeFixture.payment;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.oauth.richauthorization.transfer.DetailsTypeTransferSection;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class DetailsTypeAdminServiceTest {

  @DatabaseTest
  void offersDeclaredType(TestDatabase database) {
    var room = new DetailsTypeFixture(database);
    assertEquals(Set.of(), room.source.types(ACME));

    var made = room.types.create(ACME, payment(), ADMIN);

    assertEquals(payment(), room.types.get(ACME, made.id()).declared());
    assertEquals(Set.of(PAYMENT), room.source.types(ACME));
    assertTrue(room.source.find(ACME, PAYMENT).isPresent());
    assertEquals("authorization_details_type.created", room.log.last(ACME.id()).event().action());
  }

  @DatabaseTest
  void isolatesTenants(TestDatabase database) {
    var room = new DetailsTypeFixture(database);
    var made = room.types.create(ACME, payment(), ADMIN);

    assertEquals(404, status(() -> room.types.get(GLOBEX, made.id())));
    assertEquals(404, status(() -> room.types.replace(GLOBEX, made.id(), payment(), ADMIN)));
    assertEquals(404, status(() -> room.types.delete(GLOBEX, made.id(), ADMIN)));
    assertEquals(List.of(), room.types.list(GLOBEX));
    assertEquals(Optional.empty(), room.source.find(GLOBEX, PAYMENT));
  }

  @DatabaseTest
  void comparesNamesByteForByte(TestDatabase database) {
    var room = new DetailsTypeFixture(database);
    room.types.create(ACME, payment(), ADMIN);
    room.types.create(ACME, payment("Payment_initiation", "Another"), ADMIN);

    assertEquals(409, status(() -> room.types.create(ACME, payment(), ADMIN)));
    assertEquals(2, room.source.types(ACME).size());
  }

  @DatabaseTest
  void replacesDeclarationButNotTypeName(TestDatabase database) {
    var room = new DetailsTypeFixture(database);
    var made = room.types.create(ACME, payment(), ADMIN);
    room.source.types(ACME);
    var wordless = new DetailsTypeDeclaration(PAYMENT, "Pay", Map.of(), Map.of());

    room.types.replace(ACME, made.id(), wordless, ADMIN);

    assertEquals(wordless, room.types.get(ACME, made.id()).declared());
    assertEquals("authorization_details_type.updated", room.log.last(ACME.id()).event().action());
    assertEquals(
        422, status(() -> room.types.replace(ACME, made.id(), payment("other", "O"), ADMIN)));
  }

  @DatabaseTest
  void doesNotOfferDeletedType(TestDatabase database) {
    var room = new DetailsTypeFixture(database);
    var made = room.types.create(ACME, payment(), ADMIN);
    room.source.types(ACME);

    room.types.delete(ACME, made.id(), ADMIN);

    assertEquals(Optional.empty(), room.source.find(ACME, PAYMENT));
    assertEquals(404, status(() -> room.types.delete(ACME, made.id(), ADMIN)));
    assertEquals("authorization_details_type.deleted", room.log.last(ACME.id()).event().action());
  }

  @DatabaseTest
  void limitsNumberOfTypes(TestDatabase database) {
    var room = new DetailsTypeFixture(database);
    for (int i = 0; i < DetailsTypeAdminService.MAX_TYPES; i++) {
      room.store.add(ACME.id(), "adt_" + i, payment("t" + i, "T"), Instant.EPOCH);
    }

    assertEquals(422, status(() -> room.types.create(ACME, payment(), ADMIN)));
  }

  @DatabaseTest
  void erasesTypesOfDeletedTenant(TestDatabase database) {
    var room = new DetailsTypeFixture(database);
    room.types.create(ACME, payment(), ADMIN);
    room.types.create(GLOBEX, payment(), ADMIN);
    room.source.types(ACME);

    database.eraser(List.of("ora_type")).erase(ACME.id());
    room.events.publish(new DomainEvent(DomainEvent.TENANT_CHANGED, ACME.id(), ACME.slug()));

    assertEquals(Set.of(), room.source.types(ACME));
    assertEquals(Set.of(PAYMENT), room.source.types(GLOBEX));
  }

  @DatabaseTest
  void importsExportIntoAnotherTenant(TestDatabase database) {
    var room = new DetailsTypeFixture(database);
    var section = new DetailsTypeTransferSection(room.types);
    room.types.create(ACME, payment(), ADMIN);
    var exported = section.export(ACME);

    section.put(GLOBEX, exported.get(0), false, ADMIN);
    section.put(GLOBEX, exported.get(0), true, ADMIN);

    assertEquals(exported, section.export(GLOBEX));
    assertThrows(ApiException.class, () -> section.check(Map.of("type", "x")));
  }

  private static int status(Runnable work) {
    return assertThrows(ApiException.class, work::run).status();
  }
}
