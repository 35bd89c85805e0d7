package org.lumoauth.api.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a JAX-RS resource class or method: the permission that the caller needs, decided by the
 * authorization service before the method runs. A method of a published application without this,
 * {@link RequiresAuthentication} or {@link PublicAccess} is refused to everybody.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface RequiresPermission {

  /** The permission, as {@code users.read}. */
  String value();
}
