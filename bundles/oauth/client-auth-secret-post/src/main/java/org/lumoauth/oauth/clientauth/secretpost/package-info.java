/** Lets clients authenticate with their secret in the body. */
package org.lumoauth.oauth.clientauth.secretpost;
