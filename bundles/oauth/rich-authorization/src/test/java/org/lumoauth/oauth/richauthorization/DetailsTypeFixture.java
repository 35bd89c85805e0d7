/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.richauthorization;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEventPublisher;
import org.lumoauth.testkit.fake.FakeIdGenerator;

/** The bundle on a database, with fakes for other modules. */
final class DetailsTypeFixture {

  static final TenantContext ACME = aTenant().build();
  static final TenantContext GLOBEX = aTenant("globex").build();
  static final AuditInitiator ADMIN = AuditInitiator.server("test");
  static final String PAYMENT = "payment_initiation";

  final FakeDomainEventPublisher events = new FakeDomainEventPublisher();
  final FakeAuditLog log = new FakeAuditLog();
  final DetailsTypeStore store;
  final DetailsTypeCache memory;
  final DetailsTypeAdminService types;
  final TenantDetailsTypeSource source;

  DetailsTypeFixture(TestDatabase database) {
    store = new DetailsTypeStore(database.open(TestDatabase.tablesOf(DetailsTypeStore.class)));
    memory = new DetailsTypeCache(store);
    types = new DetailsTypeAdminService(store, memory, new FakeIdGenerator(), events, log);
    source = new TenantDetailsTypeSource(memory);
    events.addListener(memory);
  }

  /** A payment, nearly as in RFC 9396 section 2. */
  static DetailsTypeDeclaration payment() {
    return payment(PAYMENT, "A payment");
  }

  static DetailsTypeDeclaration payment(String type, String name) {
    return new DetailsTypeDeclaration(
        type,
        name,
        Map.of(
            "en", "Pay {instructedAmount.amount} {instructedAmount.currency} to {creditorName}.",
            "de",
                "{instructedAmount.amount} {instructedAmount.currency} an {creditorName} zahlen."),
        Map.of(
            "$defs",
            Map.of(
                "amount",
                Map.of(
                    "type",
                    "object",
                    "properties",
                    Map.of(
                        "currency", Map.of("type", "string", "pattern", "^[A-Z]{3}$"),
                        "amount", Map.of("type", "string", "pattern", "^[0-9]+\\.[0-9]{2}$")),
                    "required",
                    List.of("currency", "amount"),
                    "additionalProperties",
                    false)),
            "properties",
            Map.of(
                "actions",
                Map.of(
                    "type",
                    "array",
                    "items",
                    Map.of("enum", List.of("initiate", "status", "cancel"))),
                "locations",
                Map.of("type", "array", "items", Map.of("type", "string", "format", "uri")),
                "instructedAmount",
                Map.of("$ref", "#/$defs/amount"),
                "creditorName",
                Map.of("type", "string", "minLength", 1),
                "copies",
                Map.of("type", "integer")),
            "required",
            List.of("actions", "instructedAmount", "creditorName")));
  }

  static Map<String, Object> element(String... actions) {
    return Map.of(
        "type",
        PAYMENT,
        "actions",
        List.of(actions),
        "instructedAmount",
        Map.of("currency", "EUR", "amount", "123.50"),
        "creditorName",
        "Merchant A");
  }
}
