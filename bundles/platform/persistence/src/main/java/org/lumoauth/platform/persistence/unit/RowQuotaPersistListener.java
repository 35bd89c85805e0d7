/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.unit;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.persistence.EmbeddedId;
import javax.persistence.EntityManagerFactory;
import javax.persistence.Table;
import org.apache.openjpa.event.LifecycleEvent;
import org.apache.openjpa.event.PersistListener;
import org.apache.openjpa.persistence.OpenJPAEntityManagerFactorySPI;
import org.lumoauth.platform.persistence.RowQuota;
import org.lumoauth.platform.persistence.TenantRowLimit;

/** Checks the quota of each {@link TenantRowLimit} entity before its row is persisted. */
final class RowQuotaPersistListener implements PersistListener {
  private static final String TENANT = "tenantId";

  private final RowQuotaChecker rows;
  private final Map<Class<?>, List<Field>> paths = new ConcurrentHashMap<>();

  private RowQuotaPersistListener(RowQuotaChecker rows) {
    this.rows = rows;
  }

  /** Adds a listener for the entities with a quota. */
  static void addTo(EntityManagerFactory factory, List<Class<?>> entities, RowQuotaChecker rows) {
    Class<?>[] limited =
        entities.stream()
            .filter(entity -> entity.isAnnotationPresent(TenantRowLimit.class))
            .toArray(Class<?>[]::new);
    if (limited.length > 0) {
      ((OpenJPAEntityManagerFactorySPI) factory)
          .addLifecycleListener(new RowQuotaPersistListener(rows), limited);
    }
  }

  @Override
  public void beforePersist(LifecycleEvent event) {
    Object row = event.getSource();
    TenantRowLimit quota = row.getClass().getAnnotation(TenantRowLimit.class);
    String table = row.getClass().getAnnotation(Table.class).name();
    rows.requireWithinQuota(new RowQuota(quota.name(), table, quota.limit()), tenantId(row));
  }

  @Override
  public void afterPersist(LifecycleEvent event) {
    // the row was counted before
  }

  private String tenantId(Object row) {
    try {
      Object value = row;
      for (Field step : paths.computeIfAbsent(row.getClass(), RowQuotaPersistListener::path)) {
        value = step.get(value);
      }
      return (String) value;
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Field> path(Class<?> entity) {
    Optional<Field> embedded =
        Arrays.stream(entity.getDeclaredFields())
            .filter(field -> field.isAnnotationPresent(EmbeddedId.class))
            .findFirst();
    return embedded
        .map(field -> List.of(field, field(field.getType())))
        .orElseGet(() -> List.of(field(entity)))
        .stream()
        .peek(field -> field.setAccessible(true))
        .collect(Collectors.toUnmodifiableList());
  }

  private static Field field(Class<?> type) {
    try {
      return type.getDeclaredField(TENANT);
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(type + " with @TenantRowLimit has no field " + TENANT, e);
    }
  }
}
