/** Client authentication with the secret in the request body. */
package org.lumoauth.oauth.clientauth.secretpost;
