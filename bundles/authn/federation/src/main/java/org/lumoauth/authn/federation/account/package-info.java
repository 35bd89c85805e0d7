/** The page on which a user links and removes identities of external providers. */
package org.lumoauth.authn.federation.account;
