/** Writes messages to a local folder while no other channel is configured. */
package org.lumoauth.messages.folder;
