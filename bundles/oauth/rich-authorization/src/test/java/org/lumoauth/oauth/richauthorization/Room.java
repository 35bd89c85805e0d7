package org.lumoauth.oauth.richauthorization;

import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEvents;
import org.lumoauth.testkit.fake.FakeIdentifiers;

/** The bundle on a database, between fakes. */
final class Room {

  static final TenantContext ACME = aTenant().build();
  static final TenantContext GLOBEX = aTenant("globex").build();
  static final Initiator ADMIN = Initiator.server("test");
  static final String PAYMENT = "payment_initiation";

  final FakeDomainEvents events = new FakeDomainEvents();
  final FakeAuditLog log = new FakeAuditLog();
  final TypeStore store;
  final TypeMemory memory;
  final TypeRegistry types;
  final TenantTypes source;

  Room(TestDatabase database) {
    store = new TypeStore(new TypesUnit(database.open(TypesUnit.DEFINITION)));
    memory = new TypeMemory(store);
    types = new TypeRegistry(store, memory, new FakeIdentifiers(), events, log);
    source = new TenantTypes(memory);
    events.tell(memory);
  }

  /** A payment, nearly as in RFC 9396 section 2. */
  static DeclaredType payment() {
    return payment(PAYMENT, "A payment");
  }

  static DeclaredType payment(String type, String name) {
    return new DeclaredType(
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
