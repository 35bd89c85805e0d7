/** Browser sessions. */
package org.lumoauth.authn.sessions;
