/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.rest;

/** A response body that contains only a message. */
public record MessageResponseBody(String message) {}
