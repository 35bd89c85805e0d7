/** Sends signed notifications to other servers and retries until they are accepted. */
package org.lumoauth.messages.webhook;
