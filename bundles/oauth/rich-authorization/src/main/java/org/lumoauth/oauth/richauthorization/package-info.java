/**
 * Types of {@code authorization_details} that a tenant declares with a JSON Schema instead of a
 * module (RFC 9396).
 */
package org.lumoauth.oauth.richauthorization;
