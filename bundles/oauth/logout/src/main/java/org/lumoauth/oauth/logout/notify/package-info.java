/** Notifies clients of the end of a session (OpenID Connect Back-Channel Logout). */
package org.lumoauth.oauth.logout.notify;
