/** Provides the public keys of clients. */
package org.lumoauth.oauth.clientkeys;
