/**
 * The only HTTP client for URLs from untrusted sources. Every address that a name resolves to is
 * checked, and the connection uses the checked address.
 */
package org.lumoauth.platform.outbound;
