/**
 * Types of {@code authorization_details} that a tenant declares by a JSON Schema, without a module
 * of their own (RFC 9396).
 */
package org.lumoauth.oauth.richauthorization;
