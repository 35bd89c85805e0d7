/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a JAX-RS resource or method: the operation accepts a request body of up to {@code
 * maxBodyBytes} (1 MiB by default), for documents and batches. Without it the limit is {@code
 * defaultBodyBytes} (64 KiB by default), and a larger body fails with 413 {@code
 * payload_too_large}. Declare it only where the caller is authenticated before the body is parsed.
 * A hot endpoint declares the same with {@link EndpointServicePropertyNames#LARGE_BODY}.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface LargeRequestBody {}
