/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Allows requests to a JAX-RS resource class or method without a credential. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface PublicAccess {}
