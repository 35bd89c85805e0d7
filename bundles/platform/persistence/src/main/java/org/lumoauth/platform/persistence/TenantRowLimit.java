/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Limits the number of a tenant's rows of an entity. The entity must have the tenant's id as {@code
 * tenantId}, directly or in its embedded id. Persisting a row beyond the limit fails with 409
 * {@code quota_exceeded}. The operator changes limits with {@code quotas} in {@code
 * etc/org.lumoauth.platform.quotas.cfg}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface TenantRowLimit {

  /** The name in settings and errors, in the plural, such as {@code api_keys}. */
  String name();

  /** The default limit. */
  long limit();
}
