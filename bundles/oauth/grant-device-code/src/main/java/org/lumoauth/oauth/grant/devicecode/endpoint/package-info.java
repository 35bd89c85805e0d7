/** Where a device asks, and the page on which a person answers. */
package org.lumoauth.oauth.grant.devicecode.endpoint;
