/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares the permission that a caller of a JAX-RS resource class or method needs, decided by the
 * authorization service before the method runs. A method of a published application without this,
 * {@link RequiresAuthentication} or {@link PublicAccess} rejects all requests.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface RequiresPermission {

  /** Returns the permission, such as {@code users.read}. */
  String value();
}
