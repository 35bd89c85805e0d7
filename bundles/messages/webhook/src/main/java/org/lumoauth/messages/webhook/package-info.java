/** Notices to other servers, signed and sent again until they are taken. */
package org.lumoauth.messages.webhook;
