/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.attribute;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The built-in attributes of every tenant, which are not stored. */
public final class BuiltInAttributeDefinitions {

  /**
   * Upper bound of reserved numbers; a tenant's own definitions and policies have higher numbers.
   */
  public static final long FIRST_OWN = 1_000;

  private static final List<StoredAttributeDefinition> ALL = all();

  private BuiltInAttributeDefinitions() {}

  /** Returns all built-in definitions. */
  public static List<StoredAttributeDefinition> definitions() {
    return ALL;
  }

  /** Returns the built-in definition with this type and name. */
  public static Optional<StoredAttributeDefinition> find(AttributeCategory type, String slug) {
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
      add(all, AttributeCategory.USER, text, AttributeDataType.STRING);
    }
    for (String flag : List.of("isAdmin", "isSuperAdmin", "emailVerified", "isActive", "blocked")) {
      add(all, AttributeCategory.USER, flag, AttributeDataType.BOOLEAN);
    }
    for (String list : List.of("roles", "groups", "permissions")) {
      add(all, AttributeCategory.USER, list, AttributeDataType.ARRAY);
    }
    add(all, AttributeCategory.RESOURCE, "type", AttributeDataType.STRING);
    add(all, AttributeCategory.RESOURCE, "id", AttributeDataType.STRING);
    add(all, AttributeCategory.ENVIRONMENT, "hour", AttributeDataType.NUMBER);
    add(all, AttributeCategory.ENVIRONMENT, "dayOfWeek", AttributeDataType.NUMBER);
    add(all, AttributeCategory.ENVIRONMENT, "isWeekend", AttributeDataType.BOOLEAN);
    add(all, AttributeCategory.ENVIRONMENT, "time", AttributeDataType.DATE);
    add(all, AttributeCategory.ENVIRONMENT, "ip", AttributeDataType.STRING);
    // Last, so that the numbers of the other definitions do not change.
    add(all, AttributeCategory.USER, "mfaEnabled", AttributeDataType.BOOLEAN);
    return List.copyOf(all);
  }

  private static void add(
      List<StoredAttributeDefinition> all,
      AttributeCategory type,
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
