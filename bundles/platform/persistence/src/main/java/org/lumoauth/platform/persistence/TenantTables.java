/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.annotation.bundle.Attribute;
import org.osgi.annotation.bundle.Capability;

/**
 * Declares the tables of a bundle with rows of tenants, in {@code package-info.java} of the
 * bundle's first package. When the operator deletes a tenant, the platform deletes its rows from
 * these tables, in this order, whether or not the bundle is running. Each table has a column {@code
 * tenant_id}.
 *
 * <p>A bundle with further work at the deletion of a tenant, such as destroying keys, implements
 * {@link org.lumoauth.api.tenant.TenantDataEraser} instead. A cache forgets the tenant by itself:
 * the event {@link org.lumoauth.api.event.DomainEvent#TENANT_CHANGED} follows the deletion.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PACKAGE)
@Capability(namespace = TenantTables.NAMESPACE)
public @interface TenantTables {

  /** The namespace of the capability that the manifest of the bundle has for the declaration. */
  String NAMESPACE = "lumoauth.tenant-tables";

  /** The attribute of the capability with the names of the tables. */
  String TABLES = "tables";

  /** The names of the tables; a table comes before the tables that its foreign keys refer to. */
  @Attribute(TABLES)
  String[] value();
}
