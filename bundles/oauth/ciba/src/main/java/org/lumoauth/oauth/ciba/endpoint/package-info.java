/** The backchannel authentication endpoint and the pages for users. */
package org.lumoauth.oauth.ciba.endpoint;
