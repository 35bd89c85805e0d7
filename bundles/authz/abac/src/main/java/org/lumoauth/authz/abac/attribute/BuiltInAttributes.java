package org.lumoauth.authz.abac.attribute;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The attributes that every tenant has, without a row anywhere. */
public final class BuiltInAttributes {

  /** The number before a tenant's own definitions and policies. */
  public static final long FIRST_OWN = 1_000;

  private static final List<StoredAttributeDefinition> ALL = all();

  private BuiltInAttributes() {}

  /** All of them. */
  public static List<StoredAttributeDefinition> definitions() {
    return ALL;
  }

  /** The one of this type and name. */
  public static Optional<StoredAttributeDefinition> find(AttributeType type, String slug) {
    return ALL.stream()
        .filter(each -> each.definition().type() == type)
        .filter(each -> each.definition().slug().equals(slug))
        .findFirst();
  }

  private static List<StoredAttributeDefinition> all() {
    var all = new ArrayList<StoredAttributeDefinition>();
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
      add(all, AttributeType.USER, text, AttributeDataType.STRING);
    }
    for (String flag : List.of("isAdmin", "isSuperAdmin", "emailVerified", "isActive", "blocked")) {
      add(all, AttributeType.USER, flag, AttributeDataType.BOOLEAN);
    }
    for (String list : List.of("roles", "groups", "permissions")) {
      add(all, AttributeType.USER, list, AttributeDataType.ARRAY);
    }
    add(all, AttributeType.RESOURCE, "type", AttributeDataType.STRING);
    add(all, AttributeType.RESOURCE, "id", AttributeDataType.STRING);
    add(all, AttributeType.ENVIRONMENT, "hour", AttributeDataType.NUMBER);
    add(all, AttributeType.ENVIRONMENT, "dayOfWeek", AttributeDataType.NUMBER);
    add(all, AttributeType.ENVIRONMENT, "isWeekend", AttributeDataType.BOOLEAN);
    add(all, AttributeType.ENVIRONMENT, "time", AttributeDataType.DATE);
    add(all, AttributeType.ENVIRONMENT, "ip", AttributeDataType.STRING);
    // At the end, since the numbers of those before it are known.
    add(all, AttributeType.USER, "mfaEnabled", AttributeDataType.BOOLEAN);
    return List.copyOf(all);
  }

  private static void add(
      List<StoredAttributeDefinition> all,
      AttributeType type,
      String slug,
      AttributeDataType dataType) {
    all.add(
        new StoredAttributeDefinition(
            all.size() + 1L,
            new AttributeDefinition(slug, slug, null, type, dataType, Map.of(), null, false),
            true,
            Instant.EPOCH,
            Instant.EPOCH,
            1));
  }
}
