package org.lumoauth.platform.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** On a JAX-RS method: one line for the OpenAPI document that says what the operation does. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface OperationSummary {

  /** The line, without a full stop. */
  String value();
}
