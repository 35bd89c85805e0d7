/** The device authorization endpoint and the verification page. */
package org.lumoauth.oauth.grant.devicecode.endpoint;
