package org.lumoauth.platform.persistence;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Limits how many rows of an entity a tenant can have. The entity has the tenant's id as {@code
 * tenantId}, itself or in its embedded id. A row beyond the limit is refused with 409 {@code
 * quota_exceeded} when it is persisted. The operator changes limits with {@code quotas} in {@code
 * etc/org.lumoauth.platform.quotas.cfg}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface TenantRowLimit {

  /** Names the quota in settings and errors, in the plural, as {@code api_keys}. */
  String name();

  /** The limit that applies unless the operator sets another. */
  long limit();
}
