/** The page on which a user links and removes identities of external providers. */
@NullMarked
package org.lumoauth.authn.federation.account;

import org.jspecify.annotations.NullMarked;
