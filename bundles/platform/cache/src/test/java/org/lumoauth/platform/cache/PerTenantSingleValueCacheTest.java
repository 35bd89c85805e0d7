/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.event.DomainEvent;

class PerTenantSingleValueCacheTest {
  private static final String CHANGED = "colour.changed";

  private final Map<String, String> stored = new HashMap<>();
  private final PerTenantSingleValueCache<String> tenants =
      new PerTenantSingleValueCache<>("cache-test.tenants", 100, CHANGED, stored::get) {};
  private final ColourCache objects = new ColourCache(stored);

  private static final class ColourCache extends PerTenantObjectCache<String> {
    ColourCache(Map<String, String> stored) {
      super(
          "cache-test.objects",
          100,
          Duration.ofMinutes(1),
          CHANGED,
          (tenant, id) -> stored.get(tenant + "/" + id));
    }

    String colour(String tenantId, String id) {
      return get(tenantId, id);
    }
  }

  @Test
  void cachesTenantValue() {
    stored.put("t1", "red");
    assertEquals("red", tenants.get("t1"));
    stored.put("t1", "blue");

    assertEquals("red", tenants.get("t1"));
  }

  @Test
  void reloadsTenantAfterChangeEvent() {
    stored.put("t1", "red");
    tenants.get("t1");
    stored.put("t1", "blue");
    tenants.onEvent(new DomainEvent("shape.changed", "t1", "x"));
    tenants.onEvent(new DomainEvent(CHANGED, "t2", "x"));
    assertEquals("red", tenants.get("t1"));

    tenants.onEvent(new DomainEvent(CHANGED, "t1", "x"));

    assertEquals("blue", tenants.get("t1"));
  }

  @Test
  void evictsDeletedTenant() {
    stored.putAll(Map.of("t1", "red", "t1/a", "red"));
    tenants.get("t1");
    objects.colour("t1", "a");
    stored.clear();

    tenants.onEvent(new DomainEvent(DomainEvent.TENANT_CHANGED, "t1", "acme"));
    objects.onEvent(new DomainEvent(DomainEvent.TENANT_CHANGED, "t1", "acme"));

    assertNull(tenants.get("t1"));
    assertNull(objects.colour("t1", "a"));
  }

  @Test
  void reloadsOnlyChangedObject() {
    stored.putAll(Map.of("t1/a", "red", "t1/b", "red", "t2/a", "red"));
    objects.colour("t1", "a");
    objects.colour("t1", "b");
    objects.colour("t2", "a");
    stored.replaceAll((key, colour) -> "blue");

    objects.onEvent(new DomainEvent(CHANGED, "t1", "a"));

    assertEquals("blue", objects.colour("t1", "a"));
    assertEquals("red", objects.colour("t1", "b"));
    assertEquals("red", objects.colour("t2", "a"));
  }

  @Test
  void doesNotCacheMissingObject() {
    assertNull(objects.colour("t1", "a"));
    stored.put("t1/a", "red");

    assertEquals("red", objects.colour("t1", "a"));
  }
}
