package org.lumoauth.platform.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On the entity parameter of a JAX-RS method: the request may come without a body, and the
 * parameter is null then. Without this an absent body is refused with 400.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface OptionalRequestBody {}
