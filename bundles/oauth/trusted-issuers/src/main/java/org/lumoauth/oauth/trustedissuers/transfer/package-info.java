/** Trusted issuers in the export of a tenant. */
@NullMarked
package org.lumoauth.oauth.trustedissuers.transfer;

import org.jspecify.annotations.NullMarked;
