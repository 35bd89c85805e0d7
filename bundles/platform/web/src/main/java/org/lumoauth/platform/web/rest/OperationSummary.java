/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.rest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The summary of a JAX-RS method's operation in the OpenAPI document: one line. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface OperationSummary {

  /** The summary, without a full stop. */
  String value();
}
