/**
 * Messages to people: rendered in their language, kept until a channel takes them, sent by one node
 * at a time.
 */
package org.lumoauth.platform.messaging;
