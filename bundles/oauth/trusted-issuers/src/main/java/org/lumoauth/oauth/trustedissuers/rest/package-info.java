/** The admin API of trusted issuers. */
@NullMarked
package org.lumoauth.oauth.trustedissuers.rest;

import org.jspecify.annotations.NullMarked;
