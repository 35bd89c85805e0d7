/**
 * Messages to users: rendered in their language, queued until a channel accepts them, delivered by
 * one node at a time.
 */
package org.lumoauth.platform.messaging;
