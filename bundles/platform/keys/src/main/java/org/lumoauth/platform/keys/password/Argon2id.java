package org.lumoauth.platform.keys.password;

import static org.lumoauth.platform.keys.password.Argon2Compression.WORDS;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.lumoauth.platform.keys.password.Argon2Hash.Settings;

/**
 * One computation of Argon2id, version 0x13 (RFC 9106 section 3), in memory that the caller lends.
 * Lanes are filled one after the other.
 */
final class Argon2id {

  private static final int VERSION = 0x13;
  private static final int TYPE = 2;
  private static final int SLICES = 4;
  private static final long LOW = 0xFFFF_FFFFL;

  private final Argon2Compression compression = new Argon2Compression();
  private final long[] input = new long[WORDS];
  private final long[] addresses = new long[WORDS];
  private final Settings settings;
  private final long[] memory;
  private final int segmentLength;
  private final int laneLength;

  /**
   * @param memory at least {@link #words} of these settings; what it holds does not matter
   */
  Argon2id(Settings settings, long[] memory) {
    this.settings = settings;
    this.memory = memory;
    this.segmentLength = segmentLength(settings);
    this.laneLength = SLICES * segmentLength;
  }

  /** How many words of memory it takes. */
  static int words(Settings settings) {
    return Math.multiplyExact(SLICES * segmentLength(settings) * settings.lanes(), WORDS);
  }

  private static int segmentLength(Settings settings) {
    int columns = SLICES * settings.lanes();
    return Math.max(settings.memoryKib(), 2 * columns) / columns;
  }

  /** The tag. */
  byte[] hash(byte[] password, byte[] salt, int length) {
    fillFirstBlocks(seed(password, salt, length));
    for (int pass = 0; pass < settings.passes(); pass++) {
      for (int slice = 0; slice < SLICES; slice++) {
        for (int lane = 0; lane < settings.lanes(); lane++) {
          fillSegment(pass, slice, lane);
        }
      }
    }
    return tag(length);
  }

  /** H_0 (section 3.2); there is neither a secret nor associated data. */
  private byte[] seed(byte[] password, byte[] salt, int length) {
    return Argon2Digest.of(
        64,
        Argon2Digest.number(settings.lanes()),
        Argon2Digest.number(length),
        Argon2Digest.number(settings.memoryKib()),
        Argon2Digest.number(settings.passes()),
        Argon2Digest.number(VERSION),
        Argon2Digest.number(TYPE),
        Argon2Digest.number(password.length),
        password,
        Argon2Digest.number(salt.length),
        salt,
        Argon2Digest.number(0),
        Argon2Digest.number(0));
  }

  private void fillFirstBlocks(byte[] seed) {
    for (int lane = 0; lane < settings.lanes(); lane++) {
      for (int column = 0; column < 2; column++) {
        byte[] block =
            Argon2Digest.ofAnyLength(
                WORDS * Long.BYTES, seed, Argon2Digest.number(column), Argon2Digest.number(lane));
        ByteBuffer.wrap(block)
            .order(ByteOrder.LITTLE_ENDIAN)
            .asLongBuffer()
            .get(memory, (lane * laneLength + column) * WORDS, WORDS);
      }
    }
  }

  private void fillSegment(int pass, int slice, int lane) {
    // Section 3.4.1.3: where to look depends on the password only after half of the first pass.
    boolean independent = pass == 0 && slice < SLICES / 2;
    int start = pass == 0 && slice == 0 ? 2 : 0;
    if (independent) {
      beginAddresses(pass, slice, lane);
      if (start > 0) {
        nextAddresses();
      }
    }
    for (int index = start; index < segmentLength; index++) {
      int column = slice * segmentLength + index;
      int previous = block(lane, column == 0 ? laneLength - 1 : column - 1);
      if (independent && index % WORDS == 0) {
        nextAddresses();
      }
      long random = independent ? addresses[index % WORDS] : memory[previous];
      int reference = reference(pass, slice, lane, index, random);
      if (pass == 0) {
        compression.write(memory, previous, reference, block(lane, column));
      } else {
        compression.add(memory, previous, reference, block(lane, column));
      }
    }
  }

  /** Section 3.4.1.2. */
  private void beginAddresses(int pass, int slice, int lane) {
    input[0] = pass;
    input[1] = lane;
    input[2] = slice;
    input[3] = (long) laneLength * settings.lanes();
    input[4] = settings.passes();
    input[5] = TYPE;
    input[6] = 0;
  }

  private void nextAddresses() {
    input[6]++;
    compression.writeOfZero(input, addresses);
    compression.writeOfZero(addresses, addresses);
  }

  /** Section 3.4.2: the block to mix with, any of those that are done and not overwritten yet. */
  private int reference(int pass, int slice, int lane, int index, long random) {
    boolean first = pass == 0 && slice == 0;
    int of = first ? lane : (int) ((random >>> Integer.SIZE) % settings.lanes());
    int done = pass == 0 ? slice * segmentLength : laneLength - segmentLength;
    int area = of == lane ? done + index - 1 : done - (index == 0 ? 1 : 0);
    long low = random & LOW;
    long back = (area * ((low * low) >>> Integer.SIZE)) >>> Integer.SIZE;
    int oldest = pass == 0 ? 0 : (slice + 1) % SLICES * segmentLength;
    return block(of, (int) ((oldest + area - 1 - back) % laneLength));
  }

  private byte[] tag(int length) {
    long[] last = new long[WORDS];
    for (int lane = 0; lane < settings.lanes(); lane++) {
      int from = block(lane, laneLength - 1);
      for (int i = 0; i < WORDS; i++) {
        last[i] ^= memory[from + i];
      }
    }
    var bytes = ByteBuffer.allocate(WORDS * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(last);
    return Argon2Digest.ofAnyLength(length, bytes.array());
  }

  private int block(int lane, int column) {
    return (lane * laneLength + column) * WORDS;
  }
}
