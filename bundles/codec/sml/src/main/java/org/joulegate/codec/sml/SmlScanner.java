package org.joulegate.codec.sml;

/**
 * Finds transport frames in bytes (SML transport protocol version 1).
 *
 * <p>A run of escape bytes is what decides. Within a frame every four of them that are data are
 * sent twice, so an even number of fours is data; an odd number is data and one escape, and the
 * byte behind it says which: {@code 01} four times starts a frame (the one before was cut off),
 * {@code 1a} ends it with the count of fill bytes and the checksum, anything else is a fault.
 *
 * <p>The scanner keeps its place, so that bytes that arrived later are looked at once only.
 */
final class SmlScanner {

  static final int ESCAPE = 0x1B;
  static final int ESCAPE_RUN = 4;
  static final int VERSION = 0x01;
  static final int END = 0x1A;
  static final int START_LENGTH = 8;
  static final int TRAILER_LENGTH = 8;

  /**
   * How often the bytes before one end are searched for another start. One is what a cut-off frame
   * takes; without a limit, crafted bytes would be searched once for each of thousands of starts.
   */
  private static final int MOST_SEARCHES = 4;

  /** What a scan ended with. */
  enum Outcome {
    /** All bytes were looked at; a frame may have begun. */
    MORE,
    /** A whole frame; its checksum is not yet looked at. */
    FRAME,
    /** A frame was cut off by the start of another. */
    CUT_OFF,
    /** An escape that means nothing. */
    BAD_ESCAPE,
    /** A frame longer than the limit. */
    TOO_LONG
  }

  private final int longest;
  private boolean inFrame;
  private int position;
  private int run;
  private int versions;
  private int start;
  private int stop;
  private int before;
  private boolean doubled;

  /** Behind the last frame that failed, and how often its bytes were searched for a start. */
  private int failedUpTo;

  private int searches;

  SmlScanner(int longest, int position) {
    this.longest = longest;
    this.position = position;
  }

  /** Whether the scanner stands within a frame that began at {@link #start()}. */
  boolean inFrame() {
    return inFrame;
  }

  /** Where the frame begins that is being read, or that the last outcome is about. */
  int start() {
    return start;
  }

  /** Behind the frame, or where the fault is. */
  int stop() {
    return stop;
  }

  /** After CUT_OFF: where the frame began that was cut off. */
  int before() {
    return before;
  }

  /** Where the next scan goes on. */
  int position() {
    return position;
  }

  /** Whether the frame holds doubled escapes. */
  boolean doubled() {
    return doubled;
  }

  /** How many of the last bytes may belong to a start that is not yet whole. */
  int pending() {
    return Math.min(run, ESCAPE_RUN) + versions;
  }

  /** Looks for a start in an array that begins anew. */
  void restart() {
    failedUpTo = 0;
    searches = 0;
    hunt(0);
  }

  /** The frame just found is not good: what seemed its data may hold the start of one that is. */
  void reject() {
    searchAgain(stop);
  }

  private void searchAgain(int upTo) {
    searches = start < failedUpTo ? searches + 1 : 0;
    failedUpTo = Math.max(failedUpTo, upTo);
    hunt(searches < MOST_SEARCHES ? start + START_LENGTH : upTo);
  }

  private void hunt(int from) {
    inFrame = false;
    position = from;
    run = 0;
    versions = 0;
  }

  /** The bytes before {@code distance} were dropped from the array. */
  void shift(int distance) {
    position -= distance;
    start -= distance;
    failedUpTo -= distance;
  }

  /**
   * Looks at the bytes from {@link #position()} on, up to the next outcome. After a fault the
   * scanner looks for a start within the bytes of the faulty frame: what seemed data may have been
   * one.
   *
   * @param end behind the last byte
   */
  Outcome scan(byte[] array, int end) {
    if (!inFrame && !findStart(array, end)) {
      return Outcome.MORE;
    }
    int i = position;
    int escapes = run;
    int last = Math.min(end, start + longest);
    while (i < last) {
      if (escapes == 0) {
        i = withoutEscapes(array, i, last);
        if (i == last) {
          break;
        }
      }
      if (array[i] == ESCAPE) {
        escapes++;
      } else if (escapes < ESCAPE_RUN) {
        escapes = 0;
      } else if (isData(escapes)) {
        doubled = true;
        escapes = 0;
      } else {
        run = escapes;
        position = i;
        return control(array, i, end);
      }
      i++;
    }
    run = escapes;
    position = i;
    if (i < start + longest) {
      return Outcome.MORE;
    }
    stop = i;
    hunt(i - START_LENGTH + 1);
    return Outcome.TOO_LONG;
  }

  /** Passes over fours of bytes whose last is no escape: no run of four begins in them. */
  private static int withoutEscapes(byte[] array, int from, int last) {
    int i = from;
    while (i + ESCAPE_RUN <= last && array[i + ESCAPE_RUN - 1] != ESCAPE) {
      i += ESCAPE_RUN;
    }
    return i;
  }

  private static boolean isData(int escapes) {
    return escapes / ESCAPE_RUN % 2 == 0;
  }

  /** An escape ends before {@code at}: decides by what follows, or waits for it. */
  private Outcome control(byte[] array, int at, int end) {
    if (array[at] == END) {
      stop = at - ESCAPE_RUN + TRAILER_LENGTH;
      if (stop > end) {
        return Outcome.MORE;
      }
      doubled |= run >= 2 * ESCAPE_RUN;
      hunt(stop);
      return Outcome.FRAME;
    }
    for (int i = at; i < at + ESCAPE_RUN; i++) {
      if (i == end) {
        return Outcome.MORE;
      }
      if (array[i] != VERSION) {
        stop = at - ESCAPE_RUN;
        searchAgain(stop);
        return Outcome.BAD_ESCAPE;
      }
    }
    before = start;
    stop = at - ESCAPE_RUN;
    begin(stop);
    return Outcome.CUT_OFF;
  }

  private void begin(int at) {
    inFrame = true;
    start = at;
    position = at + START_LENGTH;
    run = 0;
    versions = 0;
    doubled = false;
  }

  private boolean findStart(byte[] array, int end) {
    for (int i = position; i < end; i++) {
      if (array[i] == ESCAPE) {
        run = versions == 0 ? run + 1 : 1;
        versions = 0;
      } else if (array[i] == VERSION && run >= ESCAPE_RUN) {
        versions++;
        if (versions == ESCAPE_RUN) {
          begin(i + 1 - START_LENGTH);
          return true;
        }
      } else {
        run = 0;
        versions = 0;
      }
    }
    position = end;
    return false;
  }
}
