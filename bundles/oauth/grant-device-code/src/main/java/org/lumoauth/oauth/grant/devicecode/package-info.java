/** The device authorization grant with its page. */
package org.lumoauth.oauth.grant.devicecode;
