package org.lumoauth.authz.abac.attribute;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The attributes that every tenant has, without a row anywhere. */
public final class BuiltIn {

  /** The number before a tenant's own definitions and policies. */
  public static final long FIRST_OWN = 1_000;

  private static final List<StoredDefinition> ALL = all();

  private BuiltIn() {}

  /** All of them. */
  public static List<StoredDefinition> definitions() {
    return ALL;
  }

  /** The one of this type and name. */
  public static Optional<StoredDefinition> find(AttributeType type, String slug) {
    return ALL.stream()
        .filter(each -> each.definition().type() == type)
        .filter(each -> each.definition().slug().equals(slug))
        .findFirst();
  }

  private static List<StoredDefinition> all() {
    var all = new ArrayList<StoredDefinition>();
    for (String text :
        List.of(
            "id",
            "type",
            "email",
            "username",
            "name",
            "givenName",
            "familyName",
            "locale",
            "zoneinfo",
            "tenantId",
            "orgId")) {
      add(all, AttributeType.USER, text, DataType.STRING);
    }
    for (String flag : List.of("isAdmin", "isSuperAdmin", "emailVerified", "isActive", "blocked")) {
      add(all, AttributeType.USER, flag, DataType.BOOLEAN);
    }
    for (String list : List.of("roles", "groups", "permissions")) {
      add(all, AttributeType.USER, list, DataType.ARRAY);
    }
    add(all, AttributeType.RESOURCE, "type", DataType.STRING);
    add(all, AttributeType.RESOURCE, "id", DataType.STRING);
    add(all, AttributeType.ENVIRONMENT, "hour", DataType.NUMBER);
    add(all, AttributeType.ENVIRONMENT, "dayOfWeek", DataType.NUMBER);
    add(all, AttributeType.ENVIRONMENT, "isWeekend", DataType.BOOLEAN);
    add(all, AttributeType.ENVIRONMENT, "time", DataType.DATE);
    add(all, AttributeType.ENVIRONMENT, "ip", DataType.STRING);
    // At the end, since the numbers of those before it are known.
    add(all, AttributeType.USER, "mfaEnabled", DataType.BOOLEAN);
    return List.copyOf(all);
  }

  private static void add(
      List<StoredDefinition> all, AttributeType type, String slug, DataType dataType) {
    all.add(
        new StoredDefinition(
            all.size() + 1L,
            new AttributeDefinition(slug, slug, null, type, dataType, Map.of(), null, false),
            true,
            Instant.EPOCH,
            Instant.EPOCH,
            1));
  }
}
