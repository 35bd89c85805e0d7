/** Device codes, user codes, and the grant that redeems them. */
package org.lumoauth.oauth.grant.devicecode.code;
