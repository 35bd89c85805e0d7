/**
 * The only HTTP client for URLs from untrusted sources. Every address that a name resolves to is
 * checked, and the connection uses the checked address.
 */
@NullMarked
package org.lumoauth.platform.outbound;

import org.jspecify.annotations.NullMarked;
